"""A group's next iteration, prepared in private: begin, write, rearrange, explain."""
