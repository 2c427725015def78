"""The console's pages: each calls queries and actions and draws a template."""
