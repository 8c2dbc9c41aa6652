"""Sizes and rules that all widgets share."""

WIDE = "min(100%, 46em)"
LABEL_WIDTH = "9em"
SPACED = "ruang-kelas-spaced"

# JupyterLab gives each option one line and cuts off or overprints what is longer, and it sets
# the lines of a wrapped sentence as far apart as buttons.
STYLE = f"""<style>
.{SPACED} .widget-radio-box {{ row-gap: .45em; }}
.{SPACED} .widget-radio-box label {{
    height: auto; line-height: 1.4; white-space: normal; overflow: visible;
    display: flex; align-items: flex-start; gap: .6em; cursor: pointer;
}}
.{SPACED} .widget-radio-box label input {{
    position: static; flex: none; order: -1; height: 1.4em; margin: 0;
}}
.{SPACED} .widget-checkbox label {{
    height: auto; line-height: 1.4; white-space: normal; overflow: visible;
    display: flex; align-items: flex-start; gap: .6em; cursor: pointer;
}}
.{SPACED} .widget-checkbox label input {{ flex: none; margin: .2em 0 0; }}
.{SPACED} .widget-html-content {{ line-height: 1.45; }}
</style>"""
