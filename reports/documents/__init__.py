"""Official documents: one typed tree (`tree`), one wording (`wording`, `typography`), several renderers.

Pure Python: no ORM, no request, no clock. What is printed is decided by whoever builds the tree; how it looks is
decided here, by Nghị định 30/2020/NĐ-CP, Phụ lục I. See docs/decisions/0004-document-tree.md.
"""
