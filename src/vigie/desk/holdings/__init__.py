"""What a run found, as the desk reads it: ads, mentions, profiles, members, links, findings."""
