"""Definitions: strict, and every refusal names file, key and remedy."""

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from tests.unit.tramites.samples import SHIPPED, changed, falla_de_luz, page
from tramites.definition import InvalidDefinitionError, canonical, definition_sha256, read_definition

Change = Callable[[dict[str, Any]], object]


def test_the_shipped_definition_can_be_offered() -> None:
    definition = falla_de_luz()

    assert definition.id == "cfe.falla-de-luz"
    assert definition.offline


def test_every_theme_of_the_shipped_definition_is_known() -> None:
    themes = json.loads(resources.files("config").joinpath("catalogue/temas.json").read_bytes())
    known = {theme["id"] for theme in themes["temas"]}

    assert set(falla_de_luz().themes) <= known


def test_every_municipality_list_of_the_shipped_definition_belongs_to_a_listed_state() -> None:
    lists = falla_de_luz().lists

    for name in lists:
        kind, _, state = name.partition("/")
        assert kind == "estados" or state in lists["estados"]


def test_every_state_whose_municipalities_are_asked_from_a_list_has_one() -> None:
    definition = falla_de_luz()
    condition = definition.page("municipio").condition or ""

    for state in definition.lists["estados"]:
        assert (f"'{state}'" in condition) == (f"municipios/{state}" in definition.lists)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: page(d, "calle")["campo"].update(tipo="mapa"), "paginas.calle: campo.tipo"),
        (lambda d: page(d, "calle")["campo"].update(obligatoria=True), "obligatoria"),
        (lambda d: page(d, "calle")["campo"].pop("etiqueta"), "falta la clave «etiqueta»"),
        (lambda d: page(d, "peligro").update(si="falla == 'x'"), "el campo «falla» no existe antes"),
        (lambda d: page(d, "calle").update(si="como = 'x'"), "no se entiende desde"),
        (lambda d: page(d, "peligro")["campo"].update(personal=True), "después del aviso de privacidad"),
        (lambda d: d["paginas"].append(page(d, "desde")), "desde» está dos veces"),
        (lambda d: page(d, "calle")["campo"].update(opciones=[{"valor": "a", "texto": "A"}]), "opciones"),
        (lambda d: page(d, "peligro")["campo"].pop("opciones"), "opciones"),
        (lambda d: page(d, "estado")["campo"].update(lista="paises"), "no existe la lista «paises»"),
        (lambda d: page(d, "municipio")["campo"].update(segun="falla"), "«falla» no existe antes"),
        (lambda d: page(d, "calle").update(paso=9), "paso: 9"),
        (lambda d: page(d, "calle").pop("campo"), "exactamente uno"),
        (lambda d: d.update(esquema="tramite/9"), "tramite/9"),
        (lambda d: d.update(destinatarios=[]), "destinatarios"),
        (lambda d: d.update(id="Falla De Luz"), "id: no tiene la forma"),
        (lambda d: d.update(minutos="tres"), "minutos: se esperaba número entero y hay texto"),
    ],
)
def test_a_mistake_is_refused_and_named(change: Change, problem: str) -> None:
    with pytest.raises(InvalidDefinitionError) as refused:
        read_definition(changed(change), "luz.json")

    assert str(refused.value).startswith("luz.json: ")
    assert problem in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"a": "\xff"}', b"\x00\x01"])
def test_bytes_that_are_no_definition_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidDefinitionError, match=r"luz\.json: "):
        read_definition(data, "luz.json")


def test_the_hash_does_not_depend_on_how_the_json_was_spelt() -> None:
    data = SHIPPED.read_bytes()
    other = json.dumps(json.loads(data), indent=8, sort_keys=True, ensure_ascii=True).encode()

    assert definition_sha256(canonical(data)) == definition_sha256(canonical(other))


def test_one_changed_word_changes_the_hash() -> None:
    other = changed(lambda d: d.update(costo="Diez pesos"))

    assert definition_sha256(canonical(other)) != definition_sha256(canonical(SHIPPED.read_bytes()))
