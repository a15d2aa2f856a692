"""A trámite of the catalogue, as agencies publish it: JSON with Spanish keys, strict.

The language is young (`tramite/0`): it carries what the present catalogue needs and refuses everything else.
"""

import hashlib
from typing import Annotated, Final

import msgspec
import rfc8785

from tramites import expressions
from tramites.errors import ExpectedError
from tramites.mistakes import explained

SCHEMA: Final = "tramite/0"
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
# What a page of the kiosk can ask for. A type nobody can draw is refused when the definition is loaded.
FIELD_TYPES: Final = ("opcion", "lista", "texto", "telefono", "fecha", "si_no", "escaneo")


class InvalidDefinitionError(ExpectedError):
    """A definition that cannot be offered: names file, key and remedy."""

    code = "definition.invalid"


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Unknown keys are mistakes: a typing error in `obligatorio` must not make a field optional."""


class Agency(_Part, frozen=True, kw_only=True):
    """Who decides the trámite."""

    id: Name
    name: Sentence = msgspec.field(name="nombre")
    short_name: Sentence = msgspec.field(name="siglas")
    phone: str | None = msgspec.field(name="telefono", default=None)


class Requirement(_Part, frozen=True, kw_only=True):
    """What to have at hand."""

    text: Sentence = msgspec.field(name="texto")
    detail: Sentence = msgspec.field(name="detalle")
    icon: str = msgspec.field(name="icono", default="info")


class DeviceNeed(_Part, frozen=True, kw_only=True):
    """A device the trámite uses; without an optional one it can still be finished."""

    kind: Annotated[str, msgspec.Meta(pattern="^(impresora|lector_de_codigos)$")] = msgspec.field(name="tipo")
    required: bool = msgspec.field(name="obligatorio")


class Option(_Part, frozen=True, kw_only=True):
    """One choice of a short list."""

    value: Name = msgspec.field(name="valor")
    text: Sentence = msgspec.field(name="texto")
    detail: str | None = msgspec.field(name="detalle", default=None)
    needs: str | None = msgspec.field(name="aparato", default=None)


class FieldDefinition(_Part, frozen=True, kw_only=True):
    """One answer: its type, its words, what it must be like."""

    id: Name
    type: str = msgspec.field(name="tipo")
    label: Sentence = msgspec.field(name="etiqueta")
    required: bool = msgspec.field(name="obligatorio", default=True)
    hint: str | None = msgspec.field(name="indicacion", default=None)
    options: tuple[Option, ...] = msgspec.field(name="opciones", default=())
    list_name: str | None = msgspec.field(name="lista", default=None)
    depends_on: str | None = msgspec.field(name="segun", default=None)
    min_length: int = msgspec.field(name="minimo", default=1)
    max_length: int = msgspec.field(name="maximo", default=120)
    not_future: bool = msgspec.field(name="no_futura", default=False)
    max_days_ago: int | None = msgspec.field(name="dias_atras", default=None)
    skip_text: str | None = msgspec.field(name="salida", default=None)
    personal: bool = msgspec.field(name="personal", default=True)


class SafetyNotice(_Part, frozen=True, kw_only=True):
    """What to do now, before anything else."""

    lead: Sentence = msgspec.field(name="entrada")
    steps: Annotated[tuple[Sentence, ...], msgspec.Meta(min_length=1, max_length=5)] = msgspec.field(
        name="pasos"
    )
    phones: tuple[str, ...] = msgspec.field(name="telefonos")
    go_on: Sentence = msgspec.field(name="seguir")


class PrivacyNotice(_Part, frozen=True, kw_only=True):
    """The short notice: who keeps the data, what for, rights, where the whole text is."""

    version: str
    reviewed_by: str | None = msgspec.field(name="revisado_por")
    controller: Sentence = msgspec.field(name="responsable")
    purpose: Sentence = msgspec.field(name="finalidad")
    rights: Sentence = msgspec.field(name="derechos")
    full_text: Sentence = msgspec.field(name="integral")


class Page(_Part, frozen=True, kw_only=True):
    """One screen: a question, a safety notice or the privacy notice; shown when `si` holds."""

    id: Name
    step: Annotated[int, msgspec.Meta(ge=1)] = msgspec.field(name="paso")
    question: Sentence = msgspec.field(name="pregunta")
    help: str | None = msgspec.field(name="ayuda", default=None)
    condition: str | None = msgspec.field(name="si", default=None)
    field: FieldDefinition | None = msgspec.field(name="campo", default=None)
    safety: SafetyNotice | None = msgspec.field(name="seguridad", default=None)
    notice: PrivacyNotice | None = msgspec.field(name="aviso", default=None)


class WhatFollows(_Part, frozen=True, kw_only=True):
    """The words after filing."""

    saved: Sentence = msgspec.field(name="guardado")
    received: Sentence = msgspec.field(name="recibido")
    next_steps: tuple[Sentence, ...] = msgspec.field(name="que_sigue")
    date_that_counts: Sentence = msgspec.field(name="que_fecha_cuenta")
    danger: str | None = msgspec.field(name="peligro", default=None)


class Definition(_Part, frozen=True, kw_only=True):
    """A whole trámite."""

    schema: str = msgspec.field(name="esquema")
    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z]+\.[a-z][a-z0-9-]{1,60}$")]
    version: Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+\.\d+$")]
    valid_from: str = msgspec.field(name="vigente_desde")
    valid_until: str | None = msgspec.field(name="vigente_hasta", default=None)
    source: Sentence = msgspec.field(name="fuente")
    agency: Agency = msgspec.field(name="dependencia")
    name: Sentence = msgspec.field(name="nombre")
    result: Sentence = msgspec.field(name="resultado")
    themes: tuple[str, ...] = msgspec.field(name="temas")
    words: tuple[str, ...] = msgspec.field(name="palabras")
    minutes: int = msgspec.field(name="minutos")
    cost: Sentence = msgspec.field(name="costo")
    takes_away: Sentence = msgspec.field(name="se_lleva")
    requirements: Annotated[tuple[Requirement, ...], msgspec.Meta(max_length=4)] = msgspec.field(
        name="requisitos"
    )
    devices: tuple[DeviceNeed, ...] = msgspec.field(name="aparatos")
    offline: bool = msgspec.field(name="sin_conexion")
    # Sealed to nobody, a trámite could never be opened again.
    recipients: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = msgspec.field(name="destinatarios")
    steps: tuple[Sentence, ...] = msgspec.field(name="pasos")
    pages: Annotated[tuple[Page, ...], msgspec.Meta(min_length=1)] = msgspec.field(name="paginas")
    declaration: tuple[Sentence, ...] = msgspec.field(name="declaracion")
    follows: WhatFollows = msgspec.field(name="despues")
    lists: dict[str, tuple[str, ...]] = msgspec.field(name="listas", default={})

    def page(self, page_id: str) -> Page:
        """The page of that name; KeyError is a bug of ours."""
        return next(page for page in self.pages if page.id == page_id)

    def fields(self) -> tuple[FieldDefinition, ...]:
        """Every field in the order of the pages."""
        return tuple(page.field for page in self.pages if page.field is not None)

    def choices(self, field: FieldDefinition, answers: expressions.Answers) -> tuple[str, ...]:
        """The texts of a long list, given what it depends on; empty when nothing is known of it."""
        name = field.list_name or ""
        if field.depends_on:
            name = f"{name}/{answers.get(field.depends_on, '')}"
        return self.lists.get(name, ())


def read_definition(data: bytes, origin: str) -> Definition:
    """JSON → a definition that can be offered, or InvalidDefinitionError naming `origin` and key."""
    try:
        definition = msgspec.json.decode(data, type=Definition)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidDefinitionError(f"{origin}: {explained(error)}") from error
    for problem in _problems(definition):
        raise InvalidDefinitionError(f"{origin}: {problem}")
    return definition


def canonical(data: bytes) -> bytes:
    """Any JSON spelling → RFC 8785 bytes, the form that is hashed and signed."""
    return rfc8785.dumps(msgspec.json.decode(data))


def definition_sha256(data: bytes) -> str:
    """The hash that travels with each filing: of the canonical bytes."""
    return hashlib.sha256(data).hexdigest()


def _problems(definition: Definition) -> list[str]:
    if definition.schema != SCHEMA:
        return [f"esquema: «{definition.schema}»; esta versión lee «{SCHEMA}»"]
    seen: set[str] = set()
    problems: list[str] = []
    for page in definition.pages:
        problems += [f"paginas.{page.id}: {problem}" for problem in _page_problems(definition, page, seen)]
        if page.field is not None:
            seen.add(page.field.id)
    return problems + _notice_problems(definition) + _duplicate_problems(definition)


def _page_problems(definition: Definition, page: Page, seen: set[str]) -> list[str]:
    problems = []
    if sum(part is not None for part in (page.field, page.safety, page.notice)) != 1:
        problems.append("una página lleva exactamente uno de: campo, seguridad, aviso")
    if page.step > len(definition.steps):
        problems.append(f"paso: {page.step}; «pasos» tiene {len(definition.steps)}")
    if page.condition is not None:
        problems += _condition_problems(page.condition, seen)
    if page.field is not None:
        problems += _field_problems(definition, page.field, seen)
    return problems


def _condition_problems(condition: str, seen: set[str]) -> list[str]:
    try:
        names = expressions.fields_of(expressions.parse(condition))
    except expressions.InvalidExpressionError as error:
        return [f"si: {error}"]
    return [f"si: el campo «{name}» no existe antes de esta página" for name in sorted(names - seen)]


def _field_problems(definition: Definition, field: FieldDefinition, seen: set[str]) -> list[str]:
    if field.type not in FIELD_TYPES:
        known = ", ".join(FIELD_TYPES)
        return [f"campo.tipo: no existe el tipo «{field.type}»; los tipos son: {known}"]
    problems = []
    if (field.type == "opcion") != bool(field.options):
        problems.append("campo.opciones: van con el tipo «opcion» y solo con él")
    if field.type == "lista" and not field.depends_on and field.list_name not in definition.lists:
        problems.append(f"campo.lista: no existe la lista «{field.list_name}»")
    if field.depends_on and field.depends_on not in seen:
        problems.append(f"campo.segun: el campo «{field.depends_on}» no existe antes de esta página")
    return problems


def _notice_problems(definition: Definition) -> list[str]:
    """The privacy notice comes before the first personal datum (facts: LGPDPPSO)."""
    noticed = False
    for page in definition.pages:
        noticed = noticed or (page.notice is not None and page.condition is None)
        if page.field is not None and page.field.personal and not noticed:
            return [f"paginas.{page.id}: un dato personal va después del aviso de privacidad"]
    return []


def _duplicate_problems(definition: Definition) -> list[str]:
    names = [page.id for page in definition.pages] + [f"campo {field.id}" for field in definition.fields()]
    return [f"paginas: «{name}» está dos veces" for name in sorted({n for n in names if names.count(n) > 1})]
