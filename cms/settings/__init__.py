"""Settings, one module a place: `dev` (the demo), `test`, `production`; `base` is what they share."""
