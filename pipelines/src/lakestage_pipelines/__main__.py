"""`python -m lakestage_pipelines <task> …`."""

from lakestage_pipelines.command_line import main

main()
