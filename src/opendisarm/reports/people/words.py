"""The closed lists about persons in the words of a report."""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import DeviceClass, Method, Pillar, Status
from opendisarm.core.records import AssistanceKind
from opendisarm.reports.figures import Phrase

STATUS_WORDS: Final = {
    Status.CIVILIAN: Phrase("Civilians"),
    Status.DEMINER: Phrase("Deminers"),
    Status.SECURITY_FORCES: Phrase("Military and security forces"),
    Status.UNKNOWN: Phrase("Status unknown"),
}
DEVICE_WORDS: Final = {
    DeviceClass.AP_MINE: Phrase("Anti-personnel mines"),
    DeviceClass.AV_MINE: Phrase("Anti-vehicle mines"),
    DeviceClass.IMPROVISED_MINE: Phrase("Improvised mines"),
    DeviceClass.UNSPECIFIED_MINE: Phrase("Mines of unspecified type"),
    DeviceClass.SUBMUNITION: Phrase("Unexploded submunitions"),
    DeviceClass.OTHER_ERW: Phrase("Other explosive remnants of war"),
    DeviceClass.UNKNOWN: Phrase("Device unknown"),
}
"""Classes of the Landmine Monitor."""
PILLAR_WORDS: Final = {
    Pillar.MEDICAL: Phrase("Emergency and ongoing medical care"),
    Pillar.REHABILITATION: Phrase("Physical rehabilitation"),
    Pillar.PSYCHOSOCIAL: Phrase("Psychological and social support"),
    Pillar.INCLUSION: Phrase("Education, social and economic inclusion"),
}
METHOD_WORDS: Final = {
    Method.FACE_TO_FACE: Phrase("Face to face"),
    Method.SCHOOL: Phrase("In schools"),
    Method.TRAINING: Phrase("Training of trainers"),
    Method.COMMUNITY: Phrase("Community liaison"),
    Method.MASS_MEDIA: Phrase("Mass media"),
    Method.DIGITAL: Phrase("Digital media"),
    Method.OTHER: Phrase("Other methods"),
    Method.UNKNOWN: Phrase("Method unknown"),
}
ASSISTANCE_WORDS: Final = {
    AssistanceKind.FOCAL_POINT: Phrase("National focal point"),
    AssistanceKind.PLAN: Phrase("National plan"),
    AssistanceKind.BUDGET: Phrase("Budget"),
    AssistanceKind.DATA: Phrase("Data on victims and their needs"),
    AssistanceKind.INCLUSION: Phrase("Consultation and inclusion of victims"),
    AssistanceKind.NON_DISCRIMINATION: Phrase("Equal treatment of victims and others"),
    AssistanceKind.RESOURCES: Phrase("National and international resources"),
}
"""What the treaties ask of a state.  Source  CCM art. 5(2)."""
