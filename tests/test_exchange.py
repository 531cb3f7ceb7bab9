"""The exchange format: the schema is met, nothing is lost on the way back, offsets fit the text."""

import json
from dataclasses import asdict, replace

import jsonschema
import pytest

import lawcheck
from lawcheck.errors import DamagedFile
from lawcheck.model import SCHEMA_VERSION, Assessment
from lawcheck.reporting import from_json, render, to_json
from lawcheck.reporting.exchange import schema
from lawcheck.resources import data_folder

SAMPLE = data_folder("samples") / "maravia" / "act.txt"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return lawcheck.assess([lawcheck.read_law(SAMPLE)])


def test_schema_is_valid_and_of_this_version() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$id"].endswith(f":{SCHEMA_VERSION}")


def test_assessment_obeys_the_schema(assessment: Assessment) -> None:
    jsonschema.validate(json.loads(to_json(assessment)), schema())


@pytest.mark.parametrize("spoil", [{"status": "maybe"}, {"confidence": 1.5}, {"elements": None}, {"verdict": 1}])
def test_schema_refuses_what_no_assessment_says(assessment: Assessment, spoil: dict[str, object]) -> None:
    data = json.loads(to_json(assessment))
    data["findings"][0] |= spoil
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_names_that_other_programs_rely_on(assessment: Assessment) -> None:
    data = json.loads(to_json(assessment))
    assert {"schema", "tool", "catalogue", "laws", "settings", "findings", "summary"} <= set(data)
    assert {"id", "version", "sha256"} <= set(data["catalogue"])
    assert {"title", "path", "sha256", "language", "jurisdiction"} <= set(data["laws"][0])
    finding = next(f for f in data["findings"] if f["evidence"])
    expected = "requirement title pillar obligation sources status confidence needs_review elements conflicts evidence explanation"
    assert set(expected.split()) <= set(finding)
    assert {"id", "statement", "essential", "present", "confidence"} <= set(finding["elements"][0])
    assert {"law", "eid", "citation", "quote", "start", "end", "page", "score"} <= set(finding["evidence"][0])


def test_nothing_is_lost_on_the_way_back(assessment: Assessment) -> None:
    again = from_json(to_json(assessment))
    assert asdict(again) == asdict(replace(assessment, tool=dict(assessment.tool)))
    assert to_json(again) == to_json(assessment)


def test_quotes_and_outline_fit_the_text_that_travels_along(assessment: Assessment) -> None:
    law = assessment.laws[0]
    assert all(law.text[e.start : e.end] == e.quote for f in assessment.findings for e in f.evidence)
    assert [p.number for p in law.outline if p.kind == "section"] == [str(n) for n in range(1, 1 + sum(p.kind == "section" for p in law.outline))]
    assert all(p.number in law.text[p.start : p.start + 20] for p in law.outline if p.kind == "section")


@pytest.mark.parametrize("text", ["", "[]", "{}", '"a"', '{"schema": "9.0"}'])
def test_what_is_no_assessment_is_refused(text: str) -> None:
    with pytest.raises(DamagedFile, match=r"old\.json"):
        from_json(text, "old.json")


def test_a_fault_is_named_by_its_place(assessment: Assessment) -> None:
    data = json.loads(to_json(assessment))
    data["findings"][3]["status"] = "fine"
    with pytest.raises(DamagedFile, match="findings/3/status"):
        from_json(json.dumps(data))
    data["findings"][3]["status"] = "met"
    next(f for f in data["findings"] if f["evidence"])["evidence"][0]["law"] = 7
    with pytest.raises(DamagedFile, match="names a law that is not listed"):
        from_json(json.dumps(data))


def test_only_the_promised_names_are_needed(assessment: Assessment) -> None:
    data = json.loads(to_json(assessment))
    law = {k: data["laws"][0][k] for k in ("title", "path", "sha256", "language", "jurisdiction")}
    evidence = ("law", "eid", "citation", "quote", "start", "end", "page", "score")
    for finding in data["findings"]:
        for name in ("statement", "why", "quantities", "drafting", "override", "notes"):
            del finding[name]
        finding["evidence"] = [{k: e[k] for k in evidence} for e in finding["evidence"]]
    read = from_json(json.dumps({**data, "laws": [law]}))
    assert len(read.findings) == len(assessment.findings)
    assert render(read, "html") and render(read, "docx")


def test_an_assessment_of_the_first_shape_is_still_read(assessment: Assessment) -> None:
    data = json.loads(to_json(assessment))
    for law in data["laws"]:
        del law["text"], law["outline"], law["year"]
    for finding in data["findings"]:
        del finding["drafting"]
    jsonschema.validate(data, schema())
    assert from_json(json.dumps(data)).findings[0].requirement == assessment.findings[0].requirement
