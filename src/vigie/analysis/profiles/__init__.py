"""Links and human judgements become profiles with ids that stay."""
