"""Word files: small pieces of WordprocessingML, a template filler, and one module a kind of document."""
