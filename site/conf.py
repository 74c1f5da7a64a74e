"""How Sphinx sets the pages. ``build.py`` runs it; sources are the notebooks, already run."""

from pathlib import Path

from seminar import grammar

unit = grammar.read()

project = unit.title.partition(":")[0]
html_title = project
language = "en"
extensions = ["myst_nb"]
exclude_patterns = []

# Notebooks come with their outputs, and their widgets are carried by our own host.
nb_execution_mode = "off"
nb_ipywidgets_js = {}
nb_output_stderr = "error"
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"

html_theme = "sphinx_book_theme"
html_context = {"default_mode": "auto"}
html_use_index = False
templates_path = ["templates"]
html_static_path = [str(Path(__file__).parent / "page.css")]
html_css_files = ["widgets.css", "page.css"]
html_js_files = [("widgets.js", {"defer": "defer"})]
html_copy_source = html_show_sourcelink = False
html_show_sphinx = html_show_copyright = False
# A summary of each page found would be fetched, and a page from a folder may fetch nothing.
html_show_search_summary = False
html_permalinks = False
html_sidebars = {"**": ["navbar-logo.html", "search-button-field.html", "sbt-sidebar-nav.html"]}
html_theme_options = {
    "use_download_button": False, "use_fullscreen_button": False,
    "navbar_start": [], "navbar_center": [], "navbar_end": [], "navbar_persistent": [],
    "footer_content_items": [], "footer_start": [], "footer_end": [],
    "home_page_in_toc": True,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "show_toc_level": 2,
    "toc_title": "On this page",
}
