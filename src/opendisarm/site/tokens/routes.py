"""Pages of the tokens."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Open, Route
from opendisarm.site.tokens import views

ROUTES = (
    Route("me/tokens/", views.mine, "tokens", Open.SIGNED_IN),
    Route("me/tokens/new/", views.making, "new_token", Open.SURE),
    Route("me/tokens/<int:number>/end/", views.ending, "end_token", Open.SIGNED_IN),
    Route("members/tokens/", views.everybody, "tokens_of_all", Permission.ADMINISTER),
    Route("members/tokens/<int:number>/end/", views.ending_of_anybody, "end_token_of", Permission.ADMINISTER),
)
