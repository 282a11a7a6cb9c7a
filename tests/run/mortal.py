"""A pipeline that other processes can load too, in which the word `Deadly` ends the process that reads it."""

import multiprocessing
import os

from sayso.kit.config import Config
from sayso.kit.registry import stage
from sayso.model.document import Document
from sayso.run.pipeline import ParseStep, Pipeline
from tests.run.conftest import WordParser, claims, groups, language, stories, zones


@stage("danger", reads=("text",), writes=("title",), version=1)
def danger(document: Document, config: Config) -> Document:
    """End the process at once where it is a worker, as the system does when memory runs out."""
    if "Deadly" in document.text and multiprocessing.parent_process() is not None:
        os._exit(9)
    return document


def load_words(config: Config) -> WordParser:
    """Return the parser of words."""
    return WordParser()


PIPELINE = Pipeline(document=(danger, zones, language, ParseStep(), claims), corpus=(stories, groups), load_parser=load_words)
