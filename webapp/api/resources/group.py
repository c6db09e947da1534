"""The two groups of addresses: the installation's, and one village's."""

from __future__ import annotations

from webapp.api.blueprint import Resources

everywhere = Resources("open_data", __name__, url_prefix="/api/v1")
village = Resources("open_village", __name__, url_prefix="/api/v1/villages/<village>")
