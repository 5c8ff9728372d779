// The control plane's process, as `lakestage` starts it: `--home DIR --first-port N [--seed FILE]`.
require("../compile").load("control-plane");
