"""
Prints what the Azure CLI publishes of the commands that are named, with their parameters:

    pip install azure-cli==2.91.0
    python scripts/azure-cli/commands.py "group create" "group delete" ... > test/guide/generated/azure-cli.json

Without names, of those that the file has already.
"""

import importlib.metadata
import json
import pathlib
import sys

from azure.cli.core import get_default_cli
from azure.cli.core.file_util import create_invoker_and_load_cmds_and_args

KEPT = pathlib.Path(__file__).parents[2] / "test" / "guide" / "generated" / "azure-cli.json"


def parameter(names: list[str], settings: dict) -> dict:
    """How a parameter is written: its names, and what follows them."""
    choices = settings.get("choices")
    described = {"names": names}
    if settings.get("required"):
        described["required"] = True
    if choices:
        described["choices"] = [str(choice) for choice in choices]
    switch = settings.get("action") in ("store_true", "store_false") or settings.get("nargs") == 0
    if switch:
        described["values"] = "none"
    elif settings.get("nargs") in ("?", "*", "+"):
        described["values"] = {"?": "optional", "*": "many", "+": "many"}[settings["nargs"]]
    return described


def main(names: list[str]) -> None:
    cli = get_default_cli()
    create_invoker_and_load_cmds_and_args(cli)
    table = cli.invocation.commands_loader.command_table
    kept = names or json.loads(KEPT.read_text())["commands"]
    lines = []
    for name in sorted(kept):
        parameters = []
        for key, argument in table[name].arguments.items():
            settings = argument.type.settings
            options = [each for each in settings.get("options_list") or [] if isinstance(each, str)]
            # The command itself, and the hidden parameter of commands that take no subscription.
            if key != "cmd" and options and not options[0].startswith("--___"):
                parameters.append(parameter(options, settings))
        lines.append(f"    {json.dumps(name)}: {json.dumps(parameters)}")
    source = f"azure-cli {importlib.metadata.version('azure-cli')}"
    print(f'{{\n  "source": {json.dumps(source)},\n  "commands": {{\n' + ",\n".join(lines) + "\n  }\n}")


if __name__ == "__main__":
    main(sys.argv[1:])
