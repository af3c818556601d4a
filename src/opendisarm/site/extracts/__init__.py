"""Status extracts: signed, downloaded, withdrawn by the authority; checked by anybody."""
