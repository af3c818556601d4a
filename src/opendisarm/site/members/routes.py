"""Pages about members: their own account, invitations, and who is who."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.members import account, securing, views
from opendisarm.site.policy import Open, Route

ROUTES = (
    Route("members/", views.members, "members", Permission.ADMINISTER),
    Route("members/invite/", views.inviting, "invite", Permission.ADMINISTER),
    Route("members/<int:number>/", views.member, "member", Permission.ADMINISTER),
    Route("members/<int:number>/sessions/end/", securing.end_sessions, "end_sessions", Permission.ADMINISTER),
    Route("members/<int:number>/second-factor/reset/", securing.reset_factor, "reset_factor", Permission.ADMINISTER),
    Route("members/<int:number>/shut-out/", securing.shut_out, "shut_out", Permission.ADMINISTER),
    Route("invitation/<str:secret>/", account.invited, "invitation", Open.PUBLIC),
    Route("me/", account.mine, "account", Open.SIGNED_IN),
)
