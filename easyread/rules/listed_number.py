"""L16 in other languages than English: numbers of the list that are written as words."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.frequency import looked_up
from easyread.languages import base_of
from easyread.rule import Example, Hit, Severity
from easyread.text import Block, Kind, Sentence
from easyread.words.numbers import Numbers, numbers

TEN = 10
TWENTY = 20


def check(block: Block) -> Iterator[Hit]:
    """Finds numbers in words. Alt texts are left out, and names with a capital."""
    language = base_of(block.language)
    listed = numbers(language)
    for sentence in () if block.kind is Kind.ALT or not listed.values else block.sentences:
        forms = tuple(looked_up(word.text, language) for word in sentence.words)
        at = 0
        while at < len(forms):
            values, end = _run(sentence, forms, at, listed)
            first, last = sentence.words[at], sentence.words[end - 1]
            if any(values) and not (at and first.text[0].isupper()):
                text = block.text[first.start : last.start + len(last.text)]
                suggestion = f"Write: {values[0]}." if len(values) == 1 else "Write it in digits."
                yield Hit(first.start, Severity.WARNING, f"'{text}' is a number in words.", suggestion)
            at = end


def _run(sentence: Sentence, forms: tuple[str, ...], at: int, listed: Numbers) -> tuple[list[int], int]:
    """The numbers that stand together from a word on, such as 'twenty five', and the word behind them."""
    values: list[int] = []
    end = at
    while end < len(forms) and (end == at or _is_beside(sentence, end)):
        after_ten = bool(values) and values[-1] >= TWENTY and values[-1] % TEN == 0
        begin = end + 1 if after_ten and forms[end] in listed.joins else end
        value, length = _at(forms, begin, listed)
        if not length or (begin > end and not 0 < value < TEN):
            break
        values.append(value)
        end = begin + length
    return values, max(end, at + 1)


def _at(forms: tuple[str, ...], at: int, listed: Numbers) -> tuple[int, int]:
    """The longest number at a word, and how many words it has; none where there is no number."""
    for length in range(min(listed.longest, len(forms) - at), 0, -1):
        value = listed.values.get(forms[at : at + length])
        if value is not None:
            return value, length
    return 0, 0


def _is_beside(sentence: Sentence, at: int) -> bool:
    """Whether only a space stands before a word; in 'dos, tres' a comma does."""
    before, word = sentence.words[at - 1], sentence.words[at]
    return word.start - before.start - len(before.text) == 1


EXAMPLES = (
    Example("ar", "تحدثنا ثلاث مرات.", "تحدثنا 3 مرات يوم الثلاثاء."),
    Example("bn", "আমাদের তিনটি প্রশ্ন আছে।", "আমাদের 3টি প্রশ্ন আছে। এটা ঠিক নয়।"),
    Example(
        "cy", "Mae gennym dair merch a phump o gwestiynau.", "Mae gennym 5 cwestiwn. Mae'r ddau yn dda. Mae'n deg."
    ),
    Example("es", "Tenemos treinta y cinco preguntas.", "Tenemos 35 preguntas. Los dos quieren una."),
    Example("gu", "અમે ત્રણ સવાલ પૂછીશું.", "અમે 3 સવાલ પૂછીશું."),
    Example("pa", "ਸਾਡੇ ਕੋਲ ਪੰਜ ਸਵਾਲ ਹਨ।", "ਸਾਡੇ ਕੋਲ 5 ਸਵਾਲ ਹਨ। ਦੋਵੇਂ ਠੀਕ ਹਨ।"),
    Example("pl", "Mamy dwadzieścia pięć pytań.", "Mamy 25 pytań. Jeden z nas tu jest."),
    Example("pt", "Temos três perguntas.", "Temos 3 perguntas. Uma delas é para os dois."),
    Example("ro", "Avem trei întrebări.", "Avem 3 întrebări. E o casă nouă."),
    Example("ur", "ہمارے پاس پانچ سوال ہیں۔", "ہمارے پاس 5 سوال ہیں۔ ہمیں بتا دو۔"),
)
