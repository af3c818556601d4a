"""The review of submissions: what waits, what it would change, who decides; acts are entries, too.

worklist     batches that wait for a decision; records that were returned
submission   one batch, record by record, beside what stands in the journal already
overlaps     records of a submission on land that is released already
deciding     verify, approve, return, withdraw: many at once, all or nothing
rights       which permission each act needs, and whose records somebody reaches
authority    the same acts for whoever sits at the machine and holds the whole workspace
"""

from opendisarm.desk.review.authority import approve, send_back, verify_submission, withdraw
from opendisarm.desk.review.deciding import Decided, decide
from opendisarm.desk.review.rights import AUTHORITY, PERMISSION
from opendisarm.desk.review.submission import Against, Pair, Reviewed, Submission, Why, flat, submission
from opendisarm.desk.review.worklist import Returned, Waiting, returned, worklist

__all__ = [
    "AUTHORITY", "PERMISSION", "Against", "Decided", "Pair", "Returned", "Reviewed", "Submission", "Waiting", "Why",
    "approve", "decide", "flat", "returned", "send_back", "submission", "verify_submission", "withdraw", "worklist",
]  # fmt: skip
