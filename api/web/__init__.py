"""The page that people use: server-side templates, small plain modules, nothing from elsewhere."""
