"""The advocates' door: somebody texts for help, a trained advocate answers."""
