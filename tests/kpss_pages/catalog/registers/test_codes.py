"""Code lists: loaded under their names, matched by name, the same list twice changes nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterCode
from kpss_pages.catalog.registers.codes import TYPES, codes_of
from kpss_pages.catalog.registers.measured import opened
from kpss_pages.catalog.registers.slovak import services_in
from kpss_pages.catalog.registers.synthetic import PLACES, code_lists

pytestmark = pytest.mark.django_db


def written(folder: Path, name: str, *codes: tuple[str, str], language: str = "cs") -> str:
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"polozky": [{"id": code, "nazev": {language: text}} for code, text in codes]}))
    return str(path)


def test_codes_stand_for_terms_of_the_same_name_whatever_their_letters_and_spaces(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        TYPES,
        ("DruhSocialniSluzby/20", "azylové  domy "),
        ("DruhSocialniSluzby/77", "Nová služba"),
        ("DruhSocialniSluzby/4", "Domovy pro seniory"),
    )
    call_command("load_register_codes", path)
    codes = codes_of(Register.CZECH)
    assert codes.term(TYPES, "DruhSocialniSluzby/20") == "cz-azylove-domy"
    assert codes.term(TYPES, "DruhSocialniSluzby/4") == "cz-domovy-pro-seniory", "the list is right and not we"
    assert codes.term(TYPES, "DruhSocialniSluzby/77") == ""
    assert codes.term(TYPES, "DruhSocialniSluzby/3") == "", "a loaded list has no code besides its own"
    assert codes.name(TYPES, "DruhSocialniSluzby/77") == "Nová služba"


def test_lists_of_the_true_format_are_loaded_from_a_folder_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code_lists.write(tmp_path, PLACES)
    call_command("load_register_codes", str(tmp_path))
    assert "not in our vocabulary" not in capsys.readouterr().out
    assert RegisterCode.objects.exclude(term="").filter(list_name=TYPES).count() == 35
    before = list(RegisterCode.objects.order_by("pk").values())
    call_command("load_register_codes", str(tmp_path))
    assert list(RegisterCode.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(("name", "content"), [("neznamy", "[]"), (TYPES, "[]"), (TYPES, "[{"), (TYPES, "<a/>")])
def test_what_is_no_code_list_is_refused_and_changes_nothing(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / f"{name}.json"
    path.write_text(content)
    with pytest.raises(CommandError):
        call_command("load_register_codes", str(path))
    assert not RegisterCode.objects.exists()


def test_slovak_types_are_matched_by_their_slovak_names(tmp_path: Path) -> None:
    path = written(tmp_path, TYPES, ("A0025", "útulok"), language="sk")
    call_command("load_register_codes", path, "--register", "crpss")
    assert codes_of(Register.SLOVAK).term(TYPES, "A0025") == "sk-utulok"
    assert codes_of(Register.CZECH).term(TYPES, "A0025") == ""


def test_make_register_writes_the_same_for_the_same_seed(tmp_path: Path) -> None:
    made: list[Any] = []
    for number in range(2):
        out = tmp_path / f"{number}.json"
        options = ["--services", "12", "--seed", "7", "--today", "2026-09-01", "--municipality", "511382 Přerov 75002"]
        call_command("make_register", "--out", str(out), "--codes-dir", str(tmp_path / "codes"), *options)
        made.append(json.loads(out.read_text()))
    assert made[0] == made[1]
    assert len(made[0]["polozky"]) == 12
    with pytest.raises(CommandError, match="511382"):
        call_command("make_register", "--out", str(tmp_path / "x"), "--municipality", "Přerov")


def test_slovak_register_is_made_with_lists_that_explain_all_its_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, folder = tmp_path / "crpss.xml", tmp_path / "codes"
    options = ["--country", "SK", "--services", "40", "--today", "2026-09-01", "--codes-dir", str(folder)]
    call_command("make_register", "--out", str(out), *options)
    call_command("load_register_codes", str(folder), "--register", "crpss")
    assert "not in our vocabulary" not in capsys.readouterr().out
    assert codes_of(Register.SLOVAK).term(TYPES, "A0025") == "sk-utulok"
    with out.open("rb") as file, opened(file) as source:
        assert len(list(services_in(source, codes_of(Register.SLOVAK), date(2026, 9, 1)))) == 40
