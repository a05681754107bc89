"""Check a film with ffmpeg: it decodes without an error, and holds picture, sound, captions and chapters."""

import re
import subprocess
import sys

from imageio_ffmpeg import get_ffmpeg_exe

film = sys.argv[1]
command = [get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", film, "-map", "0:v", "-map", "0:a", "-f", "null", "-"]
report = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
wanted = {
    "H.264 video": r"Video: h264.*yuv420p.*320x180.*30 fps",
    "AAC sound": r"Audio: aac.*48000 Hz, stereo",
    "captions": r"Subtitle: mov_text",
    "chapters": r"Chapter #0:1",
    "length": r"Duration: 00:00:1\d",
}
missing = [name for name, pattern in wanted.items() if not re.search(pattern, report.stderr)]
if report.returncode or missing:
    sys.exit(f"{report.stderr}\n{film}: ffmpeg exit code {report.returncode}, missing: {missing}")
print(f"{film}: decodes; holds {', '.join(wanted)}")
