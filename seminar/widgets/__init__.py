"""The controls a reader touches: native HTML elements, carried by anywidget.

A file each, and each is loaded when a lesson first needs it.
"""
