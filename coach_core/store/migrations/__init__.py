"""How an older store becomes a newer one: one file a step in versions/, only ever added to. A new store needs none."""
