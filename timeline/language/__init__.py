"""Data of each language: words, rules and cues, in TOML."""
