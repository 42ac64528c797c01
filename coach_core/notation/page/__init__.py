"""The page of a diary: what its lines, tables and lists say together, before they are read one by one."""
