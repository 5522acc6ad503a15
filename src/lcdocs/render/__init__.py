"""One module a format: context and template in, bytes out."""
