"""The fixed words of documents in other languages than English: catalogues, and what puts contexts into them."""

from lcdocs.words.contexts import in_language
from lcdocs.words.phrases import ENGLISH, Piece, Words, runs, words_in, words_of

__all__ = ["ENGLISH", "Piece", "Words", "in_language", "runs", "words_in", "words_of"]
