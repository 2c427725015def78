"""A picture's bytes become an ImagePrint."""
