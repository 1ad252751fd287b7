#!/usr/bin/python3
"""Makes LibreOffice Writer, which listens on the pipe `lunju`, show nothing but the page of the document that it has open, with its
comments, in a window of WIDTH x HEIGHT: `docs/window.py WIDTH HEIGHT`. Needs python3-uno."""

import sys
import time

import uno


def until(ask, seconds=60):
    """What `ask` gives as soon as it gives something."""
    for _ in range(seconds * 2):
        try:
            if found := ask():
                return found
        except Exception:  # Not there yet; there are many ways to say so.
            pass
        time.sleep(0.5)
    sys.exit("window.py: LibreOffice does not answer")


width, height = map(int, sys.argv[1:])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
office = until(lambda: resolver.resolve("uno:pipe,name=lunju;urp;StarOffice.ComponentContext"))
desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
controller = until(lambda: desktop.Components.createEnumeration().nextElement().CurrentController)
controller.Frame.LayoutManager.setVisible(False)
settings = controller.ViewSettings
settings.ShowHoriRuler = settings.ShowVertRuler = False
settings.ZoomType = 3  # by value
settings.ZoomValue = 90
# Twice, so that nothing of what was hidden is left on the screen.
for change in (20, 0):
    controller.Frame.ContainerWindow.setPosSize(0, 0, width - change, height - change, 15)
    time.sleep(2)
