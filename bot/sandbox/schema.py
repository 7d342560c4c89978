"""Which fields the Bot API knows: the one file that asks aiogram, whose models list them all.

Real Telegram ignores a field it does not know; here it is refused, so that a misspelt one is found
by the first test and not by a manager.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast, get_args

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.sandbox.params import Params
from bot.sandbox.state import Json

Models = frozenset[type[BaseModel]]


@cache
def methods() -> Mapping[str, type[TelegramMethod[Any]]]:
    """Every method of the Bot API that aiogram models, by its name in lower case."""
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        model.__api_method__.lower(): model
        for model in found
        if issubclass(model, TelegramMethod) and model is not TelegramMethod
    }


@cache
def _held(model: type[BaseModel]) -> Mapping[str, Models]:
    """The fields of a model, each with the models it may hold."""
    fields = ((name, cast("Any", field.annotation)) for name, field in model.model_fields.items())
    return {name: _models(annotation) for name, annotation in fields}


@cache
def _models(annotation: Any) -> Models:
    """Every model that `annotation` allows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return frozenset({annotation})
    return frozenset(model for part in get_args(annotation) for model in _models(part))


@cache
def _adapter(method: str, name: str) -> TypeAdapter[Any]:
    annotation = methods()[method].model_fields[name].annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return TypeAdapter(annotation)
    return TypeAdapter(annotation, config=ConfigDict(arbitrary_types_allowed=True))


def unknown(method: str, params: Params) -> list[str]:
    """The fields of a request, also nested ones (`reply_markup.foo`), that do not exist."""
    fields = _held(methods()[method])
    strange = [n for n in params.names() if n not in fields]
    uploads = _attached(params.values) if strange else set()
    nested = (n for n in params.values if fields.get(n))
    return [n for n in strange if n not in uploads] + [
        f"{n}.{extra}" for n in nested for extra in _extras(method, n, params)
    ]


def _attached(values: Any) -> set[str]:
    """The names of the parts that `attach://` speaks of."""
    text = json.dumps(values)
    return {part.split('"')[0].rstrip("\\") for part in text.split("attach://")[1:]}


def _extras(method: str, name: str, params: Params) -> list[str]:
    value = params.values[name]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    models = _held(methods()[method])[name]
    if not isinstance(value, dict | list) or _plain(value, models):
        return []
    try:
        read = _adapter(method, name).validate_python(value)
    except ValidationError:
        return []  # what is wrong in it has words of its own
    # where a union took what is malformed for another of its kinds, that too has words of its own
    alternatives = {field for model in models for field in _held(model)}
    return [extra for extra in _walk(read) if extra not in alternatives]


def _plain(value: Any, models: Models) -> bool:
    """Whether all of it is surely known: then nothing needs to be built to find out."""
    objects = _objects(value)
    return not objects or any(_fit(objects, _held(model)) for model in models)


def _objects(value: Any) -> list[Json]:
    """The objects of a list, or of a list of lists, all at once: the buttons of all rows."""
    found: list[Json] = []
    rest = [value]
    while rest:
        item = rest.pop()
        if isinstance(item, dict):
            found.append(item)
        elif isinstance(item, list):
            rest += item
    return found


def _fit(objects: list[Json], fields: Mapping[str, Models]) -> bool:
    """Where there may be one of several models inside, it is left to pydantic to choose."""
    names: set[str] = set().union(*objects)
    return names <= fields.keys() and all(
        _plain(_named(name, objects), models if len(models) == 1 else frozenset())
        for name in names
        if (models := fields[name])
    )


def _named(name: str, objects: list[Json]) -> list[Any]:
    return [held[name] for held in objects if name in held]


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, BaseModel) and not isinstance(value, Default):
        yield from value.model_extra or {}
        for name in value.model_fields_set:
            yield from _walk(getattr(value, name, None))
