"""How the weights in `timeline/models` are made, from corpora given by path. Needs torch; nothing at run time does."""
