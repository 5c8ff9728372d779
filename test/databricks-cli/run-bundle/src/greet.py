import sys

print(f"Hello, {sys.argv[1]}")
if sys.argv[1] == "trouble":
    sys.exit("this was to be expected")
