"""Pictures that belong to records: cleaned of everything but the picture, kept by their digest beside the journal.

kinds      what a file is, by its content
cleaning   a picture made anew: turned upright, without position, camera, names, comments or hidden thumbnails
kept       a folder of contents, each under its SHA-256
"""
