"""Views: a reading as a person sees it. Contexts are frozen dataclasses; terminal and HTML only lay them out."""
