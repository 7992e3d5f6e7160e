"""L12 in other languages than English: words that the language's glossary avoids."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Example, Hit, Severity
from easyread.text import Block, Kind
from easyread.words.glossaries import avoided


def check(block: Block) -> Iterator[Hit]:
    """Finds other names of a thing than the glossary's. A warning: the same word may name another thing here."""
    for sentence in () if block.kind is Kind.ALT else block.sentences:
        for found in avoided(sentence, block.language):
            message = f"'{found.written}' is not our word for '{found.term.english}'."
            yield Hit(found.word.start, Severity.WARNING, message, f"Use {found.term.shown}, if that is what you mean.")


EXAMPLES = (
    Example("ar", "هذا هو المنزل.", "هذا هو البيت. السرير جديد."),
    Example("bn", "এটা গোপন।", "এটা ব্যক্তিগত।"),
    Example("cy", "Mae hyn yn gyfrinachol. Mae gofid gen i.", "Mae hyn yn breifat. Mae pryder gen i."),
    Example("es", "Pregunta a tu jefa.", "Pregunta a tu responsable."),
    Example("gu", "આ મારો પ્રશ્ન છે.", "આ મારો સવાલ છે."),
    Example("pa", "ਇਹ ਮੇਰਾ ਪ੍ਰਸ਼ਨ ਹੈ।", "ਇਹ ਮੇਰਾ ਸਵਾਲ ਹੈ।"),
    Example("pl", "Powiedz o tym opiekunowi.", "Powiedz o tym pracownikowi."),
    Example("pt", "A sua residência é grande. Prima o botão.", "A sua casa é grande. Gosto da primavera."),
    Example("ro", "Întreabă un îngrijitor.", "Întreabă personalul."),
    Example("ur", "یہ خفیہ ہے۔", "یہ پرائیویٹ ہے۔"),
)
