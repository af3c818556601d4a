"""Pages of the administration."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.administration import backups, mappings, organisations, views
from opendisarm.site.policy import Route

_NEEDS = Permission.ADMINISTER

ROUTES = (
    Route("administration/", views.entrance, "administration", _NEEDS),
    Route("administration/changes/", views.changes, "changes", _NEEDS),
    Route("administration/backups/", backups.backups, "backups", _NEEDS),
    Route("administration/backups/make/", backups.make, "make_backup", _NEEDS),
    Route("administration/organisations/", organisations.organisations, "organisations", _NEEDS),
    Route("administration/organisations/about/", organisations.organisation, "organisation", _NEEDS),
    Route("administration/areas/", organisations.areas, "areas", _NEEDS),
    Route("administration/mappings/", mappings.mappings, "mappings", _NEEDS),
    Route("administration/mappings/<int:number>/", mappings.file, "mapping_file", _NEEDS),
    Route("administration/mappings/<int:number>/delete/", mappings.delete, "delete_mapping", _NEEDS),
)
