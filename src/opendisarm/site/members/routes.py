"""Pages about members: their own account, invitations, and who is who."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.members import account, views
from opendisarm.site.policy import Open, Route

ROUTES = (
    Route("members/", views.members, "members", Permission.ADMINISTER),
    Route("members/invite/", views.inviting, "invite", Permission.ADMINISTER),
    Route("members/<int:number>/", views.member, "member", Permission.ADMINISTER),
    Route("invitation/<str:secret>/", account.invited, "invitation", Open.PUBLIC),
    Route("me/", account.mine, "account", Open.SIGNED_IN),
)
