"""One Excel workbook in, Word rubrics and PDF crosswalks out."""


def __getattr__(name: str) -> str:
    """The version, looked up when it is asked for: importlib.metadata takes longer to load than the command line."""
    if name == "__version__":
        from importlib.metadata import version

        return version("lcdocs")
    raise AttributeError(name)
