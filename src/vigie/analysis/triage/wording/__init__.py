"""The wording of ads as one more cue: a linear model on hashed n-grams, learned from labels."""
