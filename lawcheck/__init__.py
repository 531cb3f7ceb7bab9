"""Assess national law against the Trafficking Protocol and the Model Law, with the words that prove every finding.

law = lawcheck.read_law("act.pdf")
assessment = lawcheck.assess([law])
for finding in assessment.findings:
    print(finding.requirement, finding.status)
"""

__version__ = "0.1.0"

from lawcheck.api import assess, observe, read_law
from lawcheck.catalogue import load_catalogue
from lawcheck.errors import InputError, LawcheckError
from lawcheck.model import Assessment, Evidence, Finding, Law, Provision, Status

__all__ = [
    "Assessment",
    "Evidence",
    "Finding",
    "InputError",
    "Law",
    "LawcheckError",
    "Provision",
    "Status",
    "assess",
    "load_catalogue",
    "observe",
    "read_law",
]
