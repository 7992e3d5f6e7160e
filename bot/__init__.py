"""The faces of Plainsay: tablet page, staff pages, command line. The only place that puts the rooms together."""
