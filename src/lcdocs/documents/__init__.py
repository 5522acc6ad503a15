"""One module a kind of document: framework and options in, frozen context out."""
