"""A sentence for the user that can still be said in another language once it is made."""


class Sentence(str):
    """English text, made of a template with named places and of what fills them: both are kept for the translation.

    ``Sentence("Saved as {name}.", name="xor.json")``. Without values the template is the text, braces and all. A value
    may be a sentence itself. ``str()`` of a sentence, or of an error that holds one, is the sentence.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Sentence":
        """Fill the template."""
        sentence = super().__new__(cls, template.format(**values) if values else template)
        sentence.template = template
        sentence.values = values
        return sentence

    def __str__(self) -> str:
        return self
