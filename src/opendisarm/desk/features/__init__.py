"""Layers for programs that draw maps (QGIS): a page of features at a time, for who asks, as of both clocks.

layers     which layers there are, what each of them holds, and who may see it
asked      what somebody asks of a layer: boxes, days, filters, both clocks, a page
boxes      the box of every land record, kept while the journal grows
records    layers of land records as they were entered
ground     layers of the state of the land
accidents  accidents, coarsened
finding    a page of any layer, one feature of it, its extent
written    a page as GeoJSON
"""
