"""``digiteller upscale``."""

from digiteller.cli.stage_commands import stage_command

command = stage_command(
    "upscale",
    "upscaled",
    "Enlarge small bitmaps to the size of the film. --model may also be a .pth or .safetensors file, or one of the "
    "hub: hf:OWNER/NAME/FILE@COMMIT.",
)
