"""What the sandbox's tests share: the browser of the page's tests."""

from tests.browser import browser

__all__ = ["browser"]
