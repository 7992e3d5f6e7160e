"""Pretend Telegram, held against a second opinion: aiogram's classes of the same Bot API.

Telegram ignores a parameter that it does not know, so a slip of the pen would pass there. Here it fails. aiogram's
classes let unknown names pass too, so names are compared here, at every depth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from aiogram import methods, types
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from bot.pretend.params import Params

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    one.__api_method__: one for name in methods.__all__ if hasattr(one := getattr(methods, name), "__api_method__")
}
KINDS = ("type", "status", "source")
ATTACHED = "attach://"


class AiogramModel:
    """What aiogram knows of methods, parameters, updates and answers."""

    def request(self, method: str, params: Params) -> list[str]:
        """What is wrong with a request of the bot."""
        model = METHODS.get(method)
        if model is None:
            return [f"{method}: no such method"]
        fields = _fields(model)
        found = [f"{method}: unknown parameter {name!r}" for name in params.values if name not in fields]
        found += [f"{method}: {name!r} is deprecated" for name in params.values if _deprecated(fields.get(name))]
        values = {name: _read(value, fields[name]) for name, value in params.values.items() if name in fields}
        for name in params.uploads:
            if name in fields:
                values[name] = name
            elif f"{ATTACHED}{name}" not in json.dumps(params.values):
                found.append(f"{method}: nothing names the file {name!r}")
        found += _unfit(model, values, method)
        return found

    def update(self, update: Any) -> list[str]:
        """What is wrong with an update of ours."""
        return _unfit(types.Update, update, "update")

    def result(self, method: str, result: Any) -> list[str]:
        """What is wrong with an answer of ours."""
        if method == "getUpdates":
            return []  # Each update was looked at when it was made, unless it is wrong on purpose.
        model = METHODS[method]
        if isinstance(result, bool):
            return []
        return list(_wrong(model.__returning__, result, f"answer of {method}"))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _deprecated(field: FieldInfo | None) -> bool:
    extra = field.json_schema_extra if field is not None else None
    return isinstance(extra, dict) and bool(extra.get("deprecated"))


def _read(value: Any, field: FieldInfo) -> Any:
    """Objects and lists come as JSON in a text."""
    if not isinstance(value, str) or not (_models(field.annotation) or _items(field.annotation)):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _parts(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is None or get_origin(annotation) is list:
        return (annotation,)
    return tuple(inner for part in get_args(annotation) for inner in _parts(part))


def _models(annotation: Any) -> list[type[BaseModel]]:
    return [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]


def _items(annotation: Any) -> list[Any]:
    """What the lists that this may be hold."""
    return [get_args(part)[0] for part in _parts(annotation) if get_origin(part) is list]


def _unfit(model: type[BaseModel], value: dict[str, Any], where: str) -> list[str]:
    """What is wrong with an object that is meant to be of this class."""
    fields = _fields(model)
    found = [f"{where}: unknown field {name!r} of {model.__name__}" for name in value if name not in fields]
    for name, inner in value.items():
        if name in fields:
            found += _wrong(fields[name].annotation, inner, f"{where}.{name}")
    try:
        model.model_validate({name: inner for name, inner in value.items() if name in fields})
    except ValidationError as error:
        for one in error.errors():
            place = ".".join(str(part) for part in one["loc"])
            found.append(f"{where}: {model.__name__}.{place}: {one['msg']}")
    return found


def _wrong(annotation: Any, value: Any, where: str) -> Iterator[str]:
    """What is wrong with a value, at every depth. The best-fitting class is taken where there are several."""
    if isinstance(value, list):
        for inner in _items(annotation):
            for place, one in enumerate(value):
                yield from _wrong(inner, one, f"{where}[{place}]")
    elif isinstance(value, dict):
        models = _models(annotation)
        if not models:
            yield f"{where}: no object is expected here"
            return
        meant = [model for model in models if _is_meant(model, value)] or models
        yield from min((_unfit(model, value, where) for model in meant), key=len)


def _is_meant(model: type[BaseModel], value: dict[str, Any]) -> bool:
    """Whether an object says by its own type that it is of this class."""
    kinds = (
        (value[name], model.model_fields[name].default)
        for name in KINDS
        if name in value and name in model.model_fields
    )
    return any(kind == default for kind, default in kinds)
