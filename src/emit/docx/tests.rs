//! Where marks go in the XML, and what becomes of the parts that list comments.
